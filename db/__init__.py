"""What the program stores: models, queries, migrations, the encrypted engine."""
