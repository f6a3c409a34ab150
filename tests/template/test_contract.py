"""The API is a contract of its own: how the data is stored can change behind it."""

from tests.template.services import Service

INFRASTRUCTURE = "src/shop/contexts/ordering/infrastructure"
MIGRATION = """from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ordering", "0001_initial")]

    operations = [migrations.RenameField("ordermodel", old_name="note", new_name="remark")]
"""


def test_renaming_a_column_leaves_the_api_as_it_is(sample: Service) -> None:
    before = sample.manage("spectacular", "--format", "openapi-json")
    assert '"note"' in before

    sample.replace(f"{INFRASTRUCTURE}/models.py", "    note = ", "    remark = ")
    sample.replace(f"{INFRASTRUCTURE}/queries.py", '            "note",', '            "remark",')
    sample.replace(f"{INFRASTRUCTURE}/repositories.py", '"note": order', '"remark": order')
    sample.replace(f"{INFRASTRUCTURE}/repositories.py", "row.note", "row.remark")
    sample.write(f"{INFRASTRUCTURE}/migrations/0002_rename_note.py", MIGRATION)
    # two tests of infrastructure name the column
    sample.replace("tests/factories/ordering_rows.py", "note=factory", "remark=factory")
    sample.replace("tests/integration/ordering/test_order_queries.py", "row.note", "row.remark")

    assert sample.manage("spectacular", "--format", "openapi-json") == before
    assert "== all checks passed" in sample.succeed("make", "check")
    assert "Total coverage: 100.00%" in sample.succeed("make", "test")
