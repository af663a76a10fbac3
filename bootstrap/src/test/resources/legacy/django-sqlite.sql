-- As Django 5.2.17 makes them: schema_editor().create_model() of the models, whose application labels are items and movies.
CREATE TABLE "items_item" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "product" varchar(200) NOT NULL, "price" integer NOT NULL);
CREATE TABLE "movies_movie" ("id" char(32) NOT NULL PRIMARY KEY, "created" datetime NOT NULL, "modified" datetime NOT NULL, "title" varchar(255) NOT NULL, "description" text NULL, "slug" varchar(255) NOT NULL, "year" integer NOT NULL);
CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "first_name" varchar(150) NOT NULL, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL);
CREATE INDEX "movies_movie_slug_0ca8c2c1" ON "movies_movie" ("slug");
