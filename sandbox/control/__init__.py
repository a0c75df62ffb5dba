"""The control address, outside Slack's protocol: setting the scene, acting as people, looking, breaking things."""
