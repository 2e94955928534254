"""系统: the township, its times and texts, reporting days, password, appearance."""
