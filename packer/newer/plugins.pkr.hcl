# For Packer 1.7 and newer, which fetches its plugins; 1.6 has them inside and refuses this block.
packer {
  required_plugins {
    qemu = {
      version = ">= 1.0.0"
      source  = "github.com/hashicorp/qemu"
    }
  }
}
