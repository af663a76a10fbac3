export interface Resource {
  /** The path of the collection behind the URL of the service, such as `api/items`. */
  path: string;
  /**
   * The fields that lists show. The version of each record is shown beside them.
   * Without them, lists show all fields and no version.
   */
  fields?: readonly string[];
}

/** Resources by the name that react-admin knows them by. A text is the path. */
export type Resources = Readonly<Record<string, string | Resource>>;

export const STOCKROOM_RESOURCES = {
  products: { path: "api/items", fields: ["id", "product", "price"] },
  cars: { path: "cars", fields: ["id", "brand", "model", "year"] },
  movies: {
    path: "api/v1/movie",
    fields: ["id", "created", "modified", "title", "description", "slug", "year"],
  },
} satisfies Resources;

/** Returns the resource with this name, its path without slashes at the ends. */
export function resourceOf(resources: Resources, name: string): Resource {
  const resource = resources[name];
  if (resource === undefined) {
    throw new Error(`No path for the resource "${name}": name it in the option "resources".`);
  }
  const named = typeof resource === "string" ? { path: resource } : resource;
  return { ...named, path: named.path.replace(/^\/+|\/+$/g, "") };
}
