package io.github.stockroom.application.product;

import static io.github.stockroom.application.product.ProductFixture.aProduct;

import io.github.stockroom.application.catalog.IdAssigningStoreContract;
import io.github.stockroom.domain.product.Price;
import io.github.stockroom.domain.product.Product;
import io.github.stockroom.domain.product.ProductDetails;
import io.github.stockroom.domain.product.ProductId;
import io.github.stockroom.domain.product.ProductName;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The behaviour of every {@link ProductRepository}. A subclass gives each test an empty one. */
public abstract class ProductRepositoryContract extends IdAssigningStoreContract<ProductId, ProductDetails, Product> {

    protected ProductRepositoryContract() {
        super(ProductFixture.PARTS);
    }

    @Override
    protected abstract ProductRepository store();

    @Override
    protected ProductDetails details(int number) {
        return aProduct(number).details();
    }

    @Override
    protected Stream<ProductDetails> extremes() {
        return Stream.of(
                        oddTexts(ProductName.MAX_LENGTH).map(aProduct()::withName),
                        Stream.of(aProduct().withPrice(Price.MIN), aProduct().withPrice(Price.MAX)))
                .flatMap(fixtures -> fixtures)
                .map(ProductFixture::details);
    }

    /** Every text twice, and few other values, so that there are ties. */
    @Override
    protected Stream<ProductDetails> queried() {
        return IntStream.range(0, 2 * TEXTS.size())
                .mapToObj(i -> aProduct(i * 7 % 5).withName(text(i, ProductName.MAX_LENGTH)))
                .map(ProductFixture::details);
    }
}
