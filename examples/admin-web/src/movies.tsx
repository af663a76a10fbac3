import { Create, DataTable, DateField, Edit, List, NumberInput, SearchInput, SimpleForm, TextInput } from "react-admin";

const filters = [<SearchInput key="q" source="q" alwaysOn />];

export const MovieList = () => (
  <List filters={filters} sort={{ field: "year", order: "DESC" }}>
    <DataTable>
      <DataTable.Col source="title" />
      <DataTable.NumberCol source="year" options={{ useGrouping: false }} />
      <DataTable.Col source="modified" field={DateField} />
    </DataTable>
  </List>
);

const MovieForm = () => (
  <SimpleForm>
    <TextInput source="title" />
    <NumberInput source="year" />
    <TextInput source="description" multiline />
  </SimpleForm>
);

export const MovieEdit = () => (
  <Edit mutationMode="pessimistic">
    <MovieForm />
  </Edit>
);

export const MovieCreate = () => (
  <Create redirect="list">
    <MovieForm />
  </Create>
);
