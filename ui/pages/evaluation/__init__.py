"""考核排名: a month's ranking, its course, what follows it, and the scheme."""
