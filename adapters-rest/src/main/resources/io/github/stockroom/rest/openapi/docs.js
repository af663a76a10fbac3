(async () => {
  const address = new URL("../openapi.json", document.currentScript.src);

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", follow);
  follow();

  const response = await fetch(address);
  if (!response.ok) {
    document.getElementById("docs").textContent = `The document could not be loaded: ${response.status}.`;
    return;
  }
  SwaggerUIBundle({
    spec: withSignIn(await response.json()),
    url: address.href,
    dom_id: "#docs",
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    persistAuthorization: false,
    validatorUrl: null,
  });

  /**
   * Adds a form for name and password wherever a bearer token is taken. Only here: generators of clients would make
   * parameters of it.
   */
  function withSignIn(description) {
    description.components.securitySchemes = {
      password: {
        type: "oauth2",
        description: "Sign in with a user name and a password. A client id is not needed.",
        flows: { password: { tokenUrl: new URL("auth/token", address).href, scopes: {} } },
      },
      ...description.components.securitySchemes,
    };
    for (const item of Object.values(description.paths)) {
      for (const operation of Object.values(item)) {
        if (operation.security?.some((scheme) => scheme.bearer)) {
          operation.security.push({ password: [] });
        }
      }
    }
    return description;
  }
})();
