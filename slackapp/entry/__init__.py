"""How requests come in, over either transport, and how the process lives. Decides nothing about interviews."""
