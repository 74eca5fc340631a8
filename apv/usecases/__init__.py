"""What is done with surveys and what comes of them."""
