from django.apps import AppConfig


class LoyaltyConfig(AppConfig):
    name = "shop.contexts.loyalty.infrastructure"
    label = "loyalty"
    verbose_name = "Loyalty"
