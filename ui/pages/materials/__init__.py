"""宣传物料: what is where, what came and went, what is on order, what hangs."""
