package io.github.stockroom.application.product;

import io.github.stockroom.application.catalog.IdAssigningStore;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;

/** The place where products are kept. */
public interface ProductRepository extends IdAssigningStore<ProductId, ProductDetails, Product> {}
