"""What the product decides. Pure: values and `now` in, values out; no SQL, no Slack, no clock, no dice."""
