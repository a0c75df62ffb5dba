"""What the product remembers: tables, named queries that return `prep` values, migrations, the starter bank.

Queries are functions of a Session; they never commit (the caller owns the transaction) and never speak to Slack.
"""
