"""Every word and block that people see. Pure: values in, plain Block Kit dicts out; no client, no setting, no clock."""
