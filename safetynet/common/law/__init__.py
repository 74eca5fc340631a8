"""What differs by country, as frozen figures with their source; nothing else asks for the country."""
