"""Fixtures for every test."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests import chromium

# A busy machine is slow, not wrong: no test here may fail by the clock.
settings.register_profile("tracker", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tracker")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a browser, and skip it, saying so, where there is none and none is due."""
    for item in items:
        if {"page", "browser", "context"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
            if chromium.path() is None and not chromium.required():
                item.add_marker(pytest.mark.skip(reason="NO CHROMIUM: browser test not run"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium: Playwright's own download is never needed."""
    return {
        **browser_type_launch_args,
        "executable_path": chromium.path(),
        "args": chromium.arguments(),
    }
