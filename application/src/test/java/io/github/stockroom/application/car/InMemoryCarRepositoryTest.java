package io.github.stockroom.application.car;

class InMemoryCarRepositoryTest extends CarRepositoryContract {

    private final CarRepository cars = new InMemoryCarRepository();

    @Override
    protected CarRepository store() {
        return cars;
    }
}
