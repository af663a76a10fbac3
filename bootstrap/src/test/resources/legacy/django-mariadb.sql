-- As Django 5.2.17 makes them: schema_editor().create_model() of the models, whose application labels are items and movies.
CREATE TABLE `items_item` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `product` varchar(200) NOT NULL, `price` integer NOT NULL);
CREATE TABLE `movies_movie` (`id` uuid NOT NULL PRIMARY KEY, `created` datetime(6) NOT NULL, `modified` datetime(6) NOT NULL, `title` varchar(255) NOT NULL, `description` longtext NULL, `slug` varchar(255) NOT NULL, `year` integer NOT NULL);
CREATE TABLE `auth_user` (`id` integer AUTO_INCREMENT NOT NULL PRIMARY KEY, `password` varchar(128) NOT NULL, `last_login` datetime(6) NULL, `is_superuser` bool NOT NULL, `username` varchar(150) NOT NULL UNIQUE, `first_name` varchar(150) NOT NULL, `last_name` varchar(150) NOT NULL, `email` varchar(254) NOT NULL, `is_staff` bool NOT NULL, `is_active` bool NOT NULL, `date_joined` datetime(6) NOT NULL);
CREATE INDEX `movies_movie_slug_0ca8c2c1` ON `movies_movie` (`slug`);
