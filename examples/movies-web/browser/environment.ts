import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStockroomClient, type StockroomClient } from "@stockroom/client";
import { chromium, type Browser } from "playwright-core";
import { preview, type PreviewServer } from "vite";

const JAR = join(import.meta.dirname, "../../../bootstrap/target/stockroom.jar");
const FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

export interface EnvironmentOptions {
  /** The folder of the front end, which has been built. */
  root: string;
  accessLifetime: string;
  /** What the page may do beside what its policy allows by default. */
  contentSecurity?: string;
}

/** The real service with an empty database, the build behind the same origin, and a browser. */
export class Environment {
  private constructor(
    private readonly service: ChildProcess,
    private readonly data: string,
    private readonly server: PreviewServer,
    readonly serviceUrl: string,
    readonly browser: Browser,
  ) {}

  get pageUrl(): string {
    return this.server.resolvedUrls!.local[0]!;
  }

  get client(): StockroomClient {
    return createStockroomClient({ baseUrl: this.serviceUrl });
  }

  static async start({ root, accessLifetime, contentSecurity = "" }: EnvironmentOptions): Promise<Environment> {
    const data = await mkdtemp(join(tmpdir(), "stockroom-web-"));
    const service = spawn("java", ["-Xmx256m", "-jar", JAR, "--server.port=0", `--stockroom.data-dir=${data}`], {
      env: {
        ...process.env,
        LOG_DIR: "",
        STOCKROOM_TOKEN_ACCESS_LIFETIME: accessLifetime,
        // For the test with a page of another origin.
        STOCKROOM_CORS_ORIGINS: "*",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const serviceUrl = `http://localhost:${await portOf(service)}`;
    const server = await preview({
      root,
      logLevel: "error",
      preview: {
        host: "localhost",
        port: 0,
        proxy: { "/api": { target: serviceUrl, changeOrigin: true } },
        // As a deployment should send it with the page. The service's own origin is for the test with another config.json.
        headers: {
          "Content-Security-Policy": `default-src 'self'; connect-src 'self' ${serviceUrl}; frame-ancestors 'none'; ${contentSecurity}`,
        },
      },
    });
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [...FLAGS, "--disable-component-update", "--disable-sync", "--no-sandbox"],
    });
    return new Environment(service, data, server, serviceUrl, browser);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    const ended = new Promise((resolve) => this.service.once("exit", resolve));
    this.service.kill();
    await ended;
    await rm(this.data, { recursive: true });
  }
}

/** Waits until the service listens. Its log goes on being read, so that it never blocks. */
function portOf(service: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    service.stdout!.on("data", (chunk: Buffer) => {
      log += chunk;
      const port = /Jetty started on port (\d+)/.exec(log)?.[1];
      if (port) {
        log = "";
        resolve(port);
      }
    });
    service.once("exit", () => reject(new Error(`The service did not start:\n${log}`)));
  });
}
