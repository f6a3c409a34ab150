"""Ringfence: Django services in clean architecture, generated from a domain model."""
