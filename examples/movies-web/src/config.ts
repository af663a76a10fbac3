export interface Config {
  /** Where the service is, without a slash at the end. */
  apiUrl: string;
}

/**
 * Reads `config.json` beside the page. The file is not part of the build, so one build serves every environment.
 * An empty `apiUrl` means the origin of the page.
 */
export async function loadConfig(): Promise<Config> {
  const response = await fetch("./config.json", { cache: "no-cache" });
  if (!response.ok) {
    throw new Error(`config.json: ${response.status}`);
  }
  const { apiUrl } = (await response.json()) as Partial<Config>;
  if (typeof apiUrl !== "string") {
    throw new Error("config.json: apiUrl is missing");
  }
  return { apiUrl: (apiUrl || location.origin).replace(/\/+$/, "") };
}
