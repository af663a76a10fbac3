import { stockroomDataProvider } from "@stockroom/ra-data-provider";
import { Admin, Resource } from "react-admin";
import { authProvider } from "./authProvider";
import { MovieCreate, MovieEdit, MovieList } from "./movies";
import { ProductCreate, ProductEdit, ProductList } from "./products";
import { accessToken } from "./session";

// The page and the service share one origin. Elsewhere: url: "https://api.shop.example".
const dataProvider = stockroomDataProvider({ url: ".", token: accessToken });

export const App = () => (
  <Admin dataProvider={dataProvider} authProvider={authProvider} title="Stockroom" requireAuth disableTelemetry>
    <Resource name="products" list={ProductList} edit={ProductEdit} create={ProductCreate} recordRepresentation="product" />
    <Resource name="movies" list={MovieList} edit={MovieEdit} create={MovieCreate} recordRepresentation="title" />
  </Admin>
);
