import csv
import io
import json

import openpyxl
import pytest


class Files:
    """Downloads files through the real views and reads them with other people's readers."""

    def __init__(self, client):
        self.client = client

    def get(self, address):
        response = self.client.get(address)
        content = response.getvalue()
        return response, content

    def csv(self, address):
        response, content = self.get(address)
        assert response.status_code == 200, content
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    def json(self, address):
        return json.loads(self.get(address)[1])["rows"]

    def xlsx(self, address):
        sheet = openpyxl.load_workbook(io.BytesIO(self.get(address)[1])).active
        names, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture
def files(client):
    return Files(client)
