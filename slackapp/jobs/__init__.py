"""What happens without anybody asking: a metronome ticks, and what is due is delivered."""
