"""进度覆盖: targets, coverage figures, samples of awareness, requirements."""
