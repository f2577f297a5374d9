"""The conference's website: static pages of what was accepted, built beside the one in force and put in its place whole."""
