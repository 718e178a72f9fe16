"""The shipped deployment files keep the promises of SECURITY.md and fit the image and the settings."""

import re
from pathlib import Path

import pytest
import yaml
from django.db import models
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf-8"))
MANIFESTS = {
    document["kind"]: document
    for path in sorted((ROOT / "deploy/kubernetes").glob("*.yaml"))
    for document in yaml.safe_load_all(path.read_text("utf-8"))
}
NGINX = (ROOT / "deploy/nginx/nginx.conf").read_text("utf-8")
COMMANDS = set(re.findall(r"^    (\w+)\)", (ROOT / "scripts/container").read_text("utf-8"), re.MULTILINE))
READ_SETTINGS = "".join(
    (ROOT / name).read_text("utf-8") for name in ("portal/settings.py", "portal/environment.py", "gunicorn.conf.py")
)
POD_SPECS = [MANIFESTS[kind]["spec"]["template"]["spec"] for kind in ("Deployment", "Job")]


def is_read(variable):
    return f'"{variable.removesuffix("_FILE")}"' in READ_SETTINGS


@pytest.mark.parametrize("name", ["web-1", "web-2", "prepare"])
def test_the_composed_instances_hold_no_rights_they_do_not_need(name):
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert set(service["command"]) <= COMMANDS
    assert all(is_read(variable) for variable in service["environment"])
    assert not [value for value in service["environment"].values() if "password" in value.lower()]


def test_only_the_proxy_can_be_reached_from_outside():
    published = [name for name, service in COMPOSE["services"].items() if "ports" in service]
    assert published == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"]


def test_the_instances_believe_the_proxys_network_and_start_after_the_preparation():
    subnet = COMPOSE["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    for name in ("web-1", "web-2"):
        service = COMPOSE["services"][name]
        assert service["environment"]["TRUSTED_PROXIES"] == subnet
        assert service["depends_on"]["prepare"]["condition"] == "service_completed_successfully"
        assert f"server {name}:8000" in NGINX


@pytest.mark.parametrize("spec", POD_SPECS, ids=["Deployment", "Job"])
def test_pods_run_unprivileged_on_a_read_only_root(spec):
    (container,) = spec["containers"]
    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["securityContext"]["runAsUser"] == 10001
    assert spec["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
    assert not spec["automountServiceAccountToken"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert set(container["args"]) <= COMMANDS
    assert container["resources"]["limits"]["memory"]


def test_an_outage_of_the_database_takes_no_pod_out():
    (container,) = POD_SPECS[0]["containers"]
    probes = [container[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "liveness", "readiness")]
    assert probes == ["/healthz"] * 3


def test_stopping_pods_have_the_time_that_gunicorn_takes():
    assert POD_SPECS[0]["terminationGracePeriodSeconds"] >= 5 + 10  # preStop, and SIGTERM to the end
    assert int(COMPOSE["services"]["web-1"]["stop_grace_period"].removesuffix("s")) >= 10


def test_every_selector_finds_the_pods():
    labels = MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["labels"].items()
    selectors = [
        MANIFESTS["Deployment"]["spec"]["selector"]["matchLabels"],
        MANIFESTS["Service"]["spec"]["selector"],
        MANIFESTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        MANIFESTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ]
    assert all(selector.items() <= labels for selector in selectors)
    assert all(is_read(variable) for variable in MANIFESTS["ConfigMap"]["data"])
    assert (
        MANIFESTS["HorizontalPodAutoscaler"]["spec"]["minReplicas"]
        > MANIFESTS["PodDisruptionBudget"]["spec"]["minAvailable"]
    )


def test_kustomize_applies_every_manifest():
    files = {path.name for path in (ROOT / "deploy/kubernetes").glob("*.yaml")} - {"kustomization.yaml"}
    assert set(MANIFESTS["Kustomization"]["resources"]) == files


def test_the_proxy_sets_forwarding_headers_anew_and_keeps_the_metrics_inside():
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX
    assert "$proxy_add_x_forwarded_for" not in NGINX
    assert "location = /metrics { return 404; }" in NGINX
    logged = re.search(r"log_format(.+?);", NGINX, re.DOTALL)[1]
    assert not re.search(r"\$(request|request_uri|uri|args|http_\w+)\b", logged)


REMOVING = (
    operations.DeleteModel,
    operations.RemoveField,
    operations.RenameField,
    operations.RenameModel,
    operations.RemoveConstraint,
)


def harms_the_version_that_still_runs(operation):
    """Say whether code that does not know of the change would fail: on what is gone, or on a column left empty."""
    if isinstance(operation, REMOVING):
        return True
    added = isinstance(operation, operations.AddField) and not operation.field.many_to_many
    return added and not (operation.field.null or operation.field.has_db_default())


def test_a_migration_harms_no_version_that_still_runs():
    """What removes something waits for a release of its own, in a migration that is named for it."""
    found = {
        name
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app == "codes" and any(harms_the_version_that_still_runs(operation) for operation in migration.operations)
    }
    assert all("_remove_" in name for name in found)


@pytest.mark.parametrize(
    ("operation", "harms"),
    [
        (operations.AddField("noterow", "x", models.TextField()), True),
        (operations.AddField("noterow", "x", models.TextField(default="")), True),  # the default is Python's alone
        (operations.AddField("noterow", "x", models.TextField(db_default="")), False),
        (operations.AddField("noterow", "x", models.TextField(null=True)), False),
        (operations.RemoveField("noterow", "x"), True),
        (operations.CreateModel("new", []), False),
    ],
)
def test_the_rule_for_migrations(operation, harms):
    assert harms_the_version_that_still_runs(operation) == harms
