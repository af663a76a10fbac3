"""Stands in for the deployed service. Which commit it is follows from the task definition that the fake ECS runs; the file
$FAKE_AWS/broken (METHOD PATH STATUS [TASK_DEFINITION or release of the front end]) makes it answer wrongly. Once the fake
CloudFront serves a release, it stands in for the edge, too."""

import http.server
import json
import os
import pathlib

home = pathlib.Path(os.environ["FAKE_AWS"])


def running():
    updates = home / "updates"
    return (updates if updates.exists() else home / "running").read_text().split()[-1]


def served():
    edge = home / "edge"
    return edge.read_text() if edge.exists() else None


def web(path):
    """What the edge has at a path: the body, and how long it may be kept."""
    if path == "/config.json":
        return json.dumps({"apiUrl": "", "release": served()}).encode(), "no-cache"
    is_file = "." in path.rpartition("/")[2]
    key = path[1:] if path.startswith("/assets/") else f"releases/{served()}" + (path if is_file else "/index.html")
    file = home / "objects" / key.replace("/", "+")
    return (file.read_bytes(), json.loads(file.with_name(file.name + ".about").read_text())["CacheControl"]) if file.exists() else None


class Service(http.server.BaseHTTPRequestHandler):
    def respond(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        path = self.path.split("?")[0]
        broken = home / "broken"
        if broken.exists():
            method, where, status, *definition = broken.read_text().split()
            if (method, where) == (self.command, path) and definition in ([], [running()], [served()]):
                return self.send(int(status), {})
        if served() and not path.startswith(("/api/", "/actuator/", "/healthz")):
            found = web(path)
            return self.send(200, *found) if found else self.send(404, {})
        token = self.headers.get("Authorization") == "Bearer probe-token"
        match self.command, path:
            case "GET", "/actuator/health/readiness" | "/healthz":
                self.send(200, {"status": "UP"})
            case "GET", "/actuator/info":
                self.send(200, {"git": {"commit": {"id": json.loads((home / "commits.json").read_text())[running()]}}})
            case "POST", "/api/v1/movie":
                self.send(401, {})
            case "POST", "/api/token":
                self.send(200, {"access": "probe-token"})
            case "POST", "/api/items":
                self.send(201 if token else 401, {"id": 7})
            case "GET", "/api/items" | "/api/items/7":
                self.send(200, {"id": 7})
            case "DELETE", "/api/items/7":
                self.send(204 if token else 401, None)
            case _:
                self.send(404, {})

    do_GET = do_POST = do_DELETE = respond

    def send(self, status, body, cache_control=None):
        with (home / "requests").open("a") as requests:
            requests.write(f"{self.command} {self.path} {status}\n")
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        if cache_control:
            self.send_header("Cache-Control", cache_control)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
(home / "port").write_text(str(server.server_port))
server.serve_forever()
