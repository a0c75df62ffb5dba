"""`interview-prep demo`"""

import importlib.util

import click

from slackapp import logs


@click.command
@click.option("--headless", is_flag=True, help="Print the conversation. So far this is all there is: always done.")
def demo(headless: bool) -> None:
    """Try the app with a Slack of its own: no account, no token, nothing leaves this machine."""
    del headless  # a page to click in is not there yet; whoever asks for none gets what there is
    if importlib.util.find_spec("aiohttp") is None:
        raise click.ClickException("The demo needs one more package: pip install 'interview-prep[demo]'.")
    logs.set_up("console", "WARNING")
    from slackapp.demo import asking, company, desk, preparing  # noqa: PLC0415 - needs what was looked for above
    from slackapp.demo.clock import StoryClock  # noqa: PLC0415
    from slackapp.demo.stage import Stage  # noqa: PLC0415

    try:
        with desk.local_slack() as (slack, api_url):
            acme = slack.workspace("Acme")
            clock = StoryClock()
            with desk.app_in(acme, slack, api_url, clock) as app:
                people, stage = company.found(acme, app), Stage(acme, click.echo)
                asking.play(stage, people)
                preparing.play(stage, people, clock)
            if breaches := slack.breaches():
                raise click.ClickException(f"Slack would have refused: {breaches[0]}")
    except (desk.NoSandbox, TimeoutError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("\nThat was the real app, over Socket Mode, with a local Slack in a process of its own.")
