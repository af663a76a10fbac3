import {
  BulkDeleteButton,
  Create,
  DataTable,
  Edit,
  List,
  NumberInput,
  SearchInput,
  SimpleForm,
  TextInput,
} from "react-admin";

const filters = [<SearchInput key="q" source="q" alwaysOn />, <NumberInput key="from" source="price__gte" label="Price from" alwaysOn />];

export const ProductList = () => (
  <List filters={filters} sort={{ field: "product", order: "ASC" }}>
    <DataTable bulkActionButtons={<BulkDeleteButton mutationMode="pessimistic" />}>
      <DataTable.Col source="product" />
      <DataTable.NumberCol source="price" />
    </DataTable>
  </List>
);

const ProductForm = () => (
  <SimpleForm>
    <TextInput source="product" />
    <NumberInput source="price" />
  </SimpleForm>
);

// Pessimistic: the form waits for the service, which finds conflicts and mistakes.
export const ProductEdit = () => (
  <Edit mutationMode="pessimistic">
    <ProductForm />
  </Edit>
);

export const ProductCreate = () => (
  <Create redirect="list">
    <ProductForm />
  </Create>
);
