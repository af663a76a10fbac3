-- As SQLAlchemy 2.1.1 makes it.
CREATE TABLE users (
	id SERIAL NOT NULL,
	user_name VARCHAR(255),
	hashed_password VARCHAR(255),
	role VARCHAR(255),
	PRIMARY KEY (id),
	UNIQUE (user_name)
);
CREATE INDEX ix_users_id ON users (id);
