"""协助返回: people abroad, those who may be in danger first, and how they are helped home."""
