"""What people type, parsed and explained."""
