export { type DataProviderOptions, stockroomDataProvider } from "./provider.js";
export { type Resource, type Resources, STOCKROOM_RESOURCES } from "./resources.js";
