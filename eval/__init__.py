"""What measures the product: the quality gate with its floors, the benchmarks, and what writes the generated
documents."""
