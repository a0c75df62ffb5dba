"""Whatever is done to interviews, in whatever order, wherever the process dies: everybody has what they ought."""
