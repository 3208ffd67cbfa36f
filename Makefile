# Short names for daily work; everything real is in script/.
.PHONY: help run build test check slow format bench clean

help:
	@echo "make run     start the demo               (script/server)"
	@echo "make build   build the program for debugging, in build/dev"
	@echo "make test    unit tests and stories       (script/test --fast)"
	@echo "make check   everything a change must pass (script/test)"
	@echo "make slow    everything, nothing sampled  (script/test --slow)"
	@echo "make format  format C++ and TypeScript    (script/format)"
	@echo "make bench   benchmarks                   (script/bench)"
	@echo "make clean   forget every build"

run:
	script/server
build:
	script/test build
test:
	script/test --fast
check:
	script/test
slow:
	script/test --slow
format:
	script/format
bench:
	script/bench
clean:
	rm -rf build web/dist .cache/web-pages.stamp
