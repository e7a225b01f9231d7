"""What may help a person: findings with their reasons, the next question, a sheet to take home."""
