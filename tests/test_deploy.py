"""The samples of deploy/: they can be read, and name only what there is."""

import re
from pathlib import Path

import yaml

from bot.metrics import Metrics
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SETTINGS = {f"BCN_{name.upper()}" for name in Settings.model_fields}


def test_every_setting_that_is_named_there_is_one():
    for path in DEPLOY.iterdir():
        assert set(re.findall(r"BCN_\w+", path.read_text())) <= SETTINGS | {"BCN_"}, path


def test_the_compose_file_has_two_services_that_wait_for_the_migration():
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    assert {"first", "second", "migrate", "postgres", "nginx"} == set(told["services"])
    for name in ("first", "second"):
        assert told["services"][name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert (ROOT / told["services"][name]["build"]["dockerfile"]).is_file()
    assert "ports" not in told["services"]["first"]


def test_every_alert_looks_at_what_is_told_and_says_what_to_do():
    families = {family.name for family in Metrics().registry.collect()}
    rules = yaml.safe_load((DEPLOY / "alerts.yaml").read_text())["groups"][0]["rules"]
    for rule in rules:
        for name in re.findall(r"bcn_\w+", rule["expr"]):
            assert name.removesuffix("_bucket").removesuffix("_total") in families, name
        assert rule["annotations"]["what"]
        assert rule["annotations"]["do"]


def test_the_unit_stops_later_than_the_service_may_take():
    unit = (DEPLOY / "baocaonhanh.service").read_text()
    patience = int(re.findall(r"TimeoutStopSec=(\d+)", unit)[0])
    assert patience >= 30
    for line in ("NoNewPrivileges=true", "ProtectSystem=strict", "Restart=always"):
        assert line in unit


def test_nothing_but_webhooks_and_pictures_is_open_to_the_world():
    nginx = (DEPLOY / "nginx.conf").read_text()
    assert re.findall(r"location (.*) \{", nginx) == ["~ ^/(telegram|zalo)", "/pictures/", "/"]
    assert "return 404" in nginx
