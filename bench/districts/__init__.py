"""Today of those who lead a district, while twenty-five districts share one database."""
