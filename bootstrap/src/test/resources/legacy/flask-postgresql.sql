-- As SQLAlchemy 2.1.1 makes it.
CREATE TABLE cars (
	id SERIAL NOT NULL,
	brand VARCHAR(50) NOT NULL,
	model VARCHAR(50) NOT NULL,
	year INTEGER NOT NULL,
	PRIMARY KEY (id)
);
