"""Steps of the schema, each with its own frozen tables: they never import models."""
