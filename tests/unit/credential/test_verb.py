"""Do the verbs do what the guide says, from founding to revoking, with sentences and exit codes?"""

from typer.testing import CliRunner

from practicum.cli import app


def test_does_the_way_of_the_guide_work_from_founding_to_revoking(tmp_path, repository, conftest):
    guide = (repository / "docs" / "credentials.md").read_text(encoding="utf-8")
    described = tmp_path / "certificates.toml"
    described.write_text(guide.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    office = tmp_path / "office"
    runner = CliRunner(env={"PRACTICUM_PASSPHRASE": conftest.SECRET})

    def run(*words, code=0):
        done = runner.invoke(app, ["credential", *map(str, words)])
        assert done.exit_code == code, done.output
        return done.output

    site = "verify.lanterne.example"
    founding = ("keys", office, "--name", "Lanterne", "--url", f"https://{site}", "--web", site)
    assert "key-1" in run(*founding, "--at", "2026-11-01")
    assert "holds an issuer already" in run(*founding, code=2)
    assert "LC-CM-7F3K-19QD" in run("issue", office, described, "--at", "2026-11-19")
    assert "issued already" in run("issue", office, described, "--at", "2026-11-19", code=2)
    file = office / "certificates" / "LC-CM-7F3K-19QD" / "certificate.png"
    lists = [office / "public" / "status" / f"{purpose}.jwt" for purpose in ("revocation", "suspension")]
    check = ("verify", file, "--issuer", office / "issuer.json", "--status", lists[0], "--status", lists[1])
    assert "Valid. Salomé Oyelaran" in run(*check, "--at", "2026-11-20")
    assert "too old" in run(*check, "--at", "2027-02-20", code=1)
    run("page", office, "--at", "2027-02-19")
    assert "Valid." in run(*check, "--at", "2027-02-20")
    assert "another person" in run(*check, "--at", "2027-02-20", "--holder", "Mallory Vane", code=1)
    for verb, day, sentence in (
        ("suspend", "2027-03-01", "Suspended: this"),
        ("restore", "2027-03-02", ""),
        ("revoke", "2027-03-03", "Revoked: this"),
    ):
        run(verb, office, "LC-CM-7F3K-19QD", "--at", day)
        assert (sentence or "Valid.") in run(*check, "--at", "2027-03-04", code=int(bool(sentence)))
    assert "key-2" in run("keys", office, "--withdraw", "key-1", "--rotate", "--at", "2027-04-01")
    assert "not in force" in run("keys", office, "--at", "2027-04-02")
    assert "is not there" in run("verify", tmp_path / "none", "--issuer", office / "issuer.json", code=2)


def test_does_the_command_line_start_without_the_packages_of_the_extra():
    import subprocess
    import sys

    found = subprocess.run(
        [sys.executable, "-c", "import practicum.cli, sys; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(found.stdout.split())
    assert not loaded & {"openbadgeslib", "pyld", "fpdf", "segno", "cryptography", "practicum.credential"}
