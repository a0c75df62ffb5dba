"""Where the limits come from. Docs pages are Slack's own; the rest is named where Slack's pages are silent."""

DOCS = "https://docs.slack.dev/reference/"
BLOCKS = DOCS + "block-kit/blocks/"
ELEMENTS = DOCS + "block-kit/block-elements/"
OBJECTS = DOCS + "block-kit/composition-objects/"
VIEWS = DOCS + "views/"
METHODS = DOCS + "methods/"

# A third party's machine-readable collection, spot-checked against Slack's pages and SDKs.
LIMITS = "https://github.com/nicklambourne/slackblocks/blob/master/spec/limits.json"

# The unions SectionBlockAccessory, ActionsBlockElement and InputBlockElement of Slack's own types.
NODE_TYPES = "https://docs.slack.dev/tools/node-slack-sdk/reference/types/"

# Slack's own Python SDK, where its validators say more than the pages.
SDK = "https://github.com/slackapi/python-slack-sdk/tree/main/slack_sdk/models"

# Slack staff: "12,000 text characters with a buffer for block containers"; refusals seen from 11,341 on.
MESSAGE_TOTAL = "https://github.com/slackapi/bolt-js/issues/2509"

# "must be more than 0 characters" for an empty text, reported from production.
EMPTY_RICH_TEXT = "https://github.com/NousResearch/hermes-agent/pull/59621"
EMPTY_RICH_TEXT_BLOCK = "https://github.com/stoiveyp/Slack.NetStandard/issues/100"
