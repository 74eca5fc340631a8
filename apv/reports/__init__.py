"""What surveys and assessments add up to: frozen shapes that feed page, PDF and table alike."""
