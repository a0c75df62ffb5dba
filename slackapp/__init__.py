"""How the product hears and speaks: settings, assembly, Bolt listeners, views, jobs, HTTP and Socket Mode."""
