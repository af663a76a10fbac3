package io.github.stockroom.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stockroom.client.ApiClient;
import io.github.stockroom.client.ApiException;
import io.github.stockroom.client.JSON;
import io.github.stockroom.client.api.AccountsApi;
import io.github.stockroom.client.api.MoviesApi;
import io.github.stockroom.client.api.ProductsApi;
import io.github.stockroom.client.api.TokensApi;
import io.github.stockroom.client.model.CreateMoviesRequest;
import io.github.stockroom.client.model.CreateProductsRequest;
import io.github.stockroom.client.model.Credentials;
import io.github.stockroom.client.model.MovieDetails;
import io.github.stockroom.client.model.NewUser;
import io.github.stockroom.client.model.Problem;
import io.github.stockroom.client.model.Product;
import io.github.stockroom.client.model.ProductDetails;
import io.github.stockroom.client.model.ProductPatch;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The generated client against the running service. */
class RoundTripTest {

    private final ApiClient client = new ApiClient().setBasePath(System.getProperty("stockroom.url"));
    private final ProductsApi products = new ProductsApi(client);

    @Test
    void productsAreKept() throws ApiException {
        Product product = products.createProducts(body("Crème brûlée", 650)).execute().getProduct();
        Long id = product.getId();
        assertThat(product.getProduct()).isEqualTo("Crème brûlée");

        var read = products.getProduct(id).executeWithHttpInfo();
        String version = read.getHeaders().get("etag").get(0);
        assertThat(read.getData()).isEqualTo(product);
        assertThat(products.listProducts()
                        .priceGte(600L)
                        .idIn(List.of(id, 999_999_999_999L))
                        .sort(List.of("-price", "product"))
                        .limit(10)
                        .execute())
                .containsExactly(product);

        assertThat(products.updateProduct(id, new ProductPatch().price(700)).ifMatch(version).execute().getPrice())
                .isEqualTo(700);
        var flan = new ProductDetails().product("Flan").price(1);
        Problem stale = problem(() -> products.replaceProduct(id, flan).ifMatch(version).execute());
        assertThat(stale.getStatus()).isEqualTo(412);
        assertThat(stale.getCode()).isEqualTo("precondition_failed");

        products.deleteProduct(id).execute();
        assertThat(problem(() -> products.getProduct(id).execute()).getCode()).isEqualTo("not_found");
    }

    @Test
    void manyAreCreatedAtOnce() throws ApiException {
        var pears = List.of(
                new ProductDetails().product("Pear").price(1),
                new ProductDetails().product("Pear").price(2));
        assertThat(products.createProducts(new CreateProductsRequest(pears)).execute().getListProduct())
                .extracting(Product::getPrice)
                .containsExactly(1, 2);
    }

    @Test
    void mistakesAreNamed() {
        Problem problem = problem(() -> products.createProducts(body(" ", -1)).execute());
        assertThat(problem.getErrors()).extracting(error -> error.getPointer()).containsExactly("#/product", "#/price");
    }

    @Test
    void signingInOpensMovies() throws ApiException {
        String name = "java-" + UUID.randomUUID();
        var movies = new MoviesApi(client);
        var heat = new CreateMoviesRequest(new MovieDetails().title("Heat").year(1995));
        assertThat(problem(() -> movies.createMovies(heat).execute()).getCode()).isEqualTo("not_authenticated");

        new AccountsApi(client)
                .createUser(new NewUser().userName(name).password("correct horse"))
                .execute();
        client.setBearerToken(new TokensApi(client)
                .createTokenPair(new Credentials().username(name).password("correct horse"))
                .execute()
                .getAccess());
        assertThat(new TokensApi(client).checkToken().execute().getUserName()).isEqualTo(name);
        var movie = movies.createMovies(heat).execute().getMovie();
        assertThat(movie.getDescription()).isNull();
        assertThat(movie.getCreated()).isEqualTo(movie.getModified());
    }

    private static CreateProductsRequest body(String name, int price) {
        return new CreateProductsRequest(new ProductDetails().product(name).price(price));
    }

    private static Problem problem(ThrowingCallable call) {
        ApiException failure = catchThrowableOfType(ApiException.class, call);
        return JSON.deserialize(failure.getResponseBody(), Problem.class);
    }
}
