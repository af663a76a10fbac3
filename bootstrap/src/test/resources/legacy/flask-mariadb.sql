-- As the cars service makes it at /create-table.
CREATE TABLE IF NOT EXISTS cars (id INT NOT NULL AUTO_INCREMENT,
    brand VARCHAR(50) NOT NULL,
    model VARCHAR(50) NOT NULL,
    year INT NOT NULL, PRIMARY KEY (id));
