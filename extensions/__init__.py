"""What the template computes: the domain model, and the pieces of code that it is printed with."""
